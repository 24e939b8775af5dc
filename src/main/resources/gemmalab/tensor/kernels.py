# The arithmetic of the model, in TorchScript: each method is compiled once by PyTorch and called
# from Java through gemmalab.tensor.Kernels. All of PyTorch's operators are open here, with their
# gradients, while DJL's own operators lack fused attention, RMSNorm, tanh-GELU and AdamW.
#
# Numbers arrive as one-element tensors on the CPU, so that reading one never waits for a GPU.
# Data types by number: 4 is int64, 6 is float32, 11 is bool, 15 is bfloat16.
# Letters of shapes: B batch, T tokens, S keys, V vocabulary, C width, H heads, K key-value heads, D head size.

class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # ---- the model's parts ----

  # ids [B, T], weight [V, C] -> [B, T, C], scaled as Gemma does by sqrt(C).
  # The row `padding` gets no gradient. The gradient is sparse (the last argument): it adds only the
  # rows of these ids to a gradient that is there already, instead of a table full of zeros.
  def embedding(self: __torch__.Kernels, ids: Tensor, weight: Tensor, scale: Tensor, padding: Tensor) -> Tensor:
    return torch.embedding(weight, ids, int(padding), False, True) * float(scale)

  # Root mean square norm (Zhang and Sennrich 2019) over the last axis, in float32.
  # Gemma multiplies by (1 + weight), with a weight that starts at 0.
  def rms_norm(self: __torch__.Kernels, x: Tensor, weight: Tensor, epsilon: Tensor) -> Tensor:
    return torch.rms_norm(x.to(6), [x.size(-1)], 1.0 + weight, float(epsilon))

  # The same, from the vector's length: fewer passes over x, and the last bits round differently.
  def rms_norm_by_length(self: __torch__.Kernels, x: Tensor, weight: Tensor, epsilon: Tensor) -> Tensor:
    wide = x.to(6)
    square = torch.square(torch.linalg_vector_norm(wide, 2, [-1], True))
    return wide * torch.rsqrt(square / float(x.size(-1)) + float(epsilon)) * (1.0 + weight)

  # x [..., in] times weight [out, in] transposed, in float32.
  def linear(self: __torch__.Kernels, x: Tensor, weight: Tensor) -> Tensor:
    return torch.linear(x, weight)

  # The same product in bfloat16; the weight itself stays in float32 and so does its gradient.
  def linear_bf16(self: __torch__.Kernels, x: Tensor, weight: Tensor) -> Tensor:
    return torch.linear(x.to(15), weight.to(15))

  # gelu(gate) times up, element by element, with GELU in its tanh form (Hendrycks and Gimpel 2016).
  def gelu_tanh_gate(self: __torch__.Kernels, gate: Tensor, up: Tensor) -> Tensor:
    return torch.gelu(gate, approximate="tanh") * up

  # [B, T, H D] -> [B, H, T, D].
  def split_heads(self: __torch__.Kernels, x: Tensor, head_dim: Tensor) -> Tensor:
    return x.view([x.size(0), x.size(1), -1, int(head_dim)]).transpose(1, 2)

  # [B, H, T, D] -> [B, T, H D].
  def merge_heads(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return x.transpose(1, 2).reshape([x.size(0), x.size(2), -1])

  # Cosines and sines of rotary positions first .. first + count - 1 (Su et al. 2021): [2, T, D / 2].
  def rotary_table(self: __torch__.Kernels, like: Tensor, first: Tensor, count: Tensor, base: Tensor, factor: Tensor, dim: Tensor) -> Tensor:
    start = int(first)
    size = int(dim)
    even = torch.arange(0, size, 2, dtype=6, device=like.device)
    frequency = 1.0 / (torch.pow(float(base), even / float(size)) * float(factor))
    position = torch.arange(start, start + int(count), dtype=6, device=like.device)
    angle = position.unsqueeze(1) * frequency.unsqueeze(0)
    return torch.stack([torch.cos(angle), torch.sin(angle)], 0)

  # Turns each pair (x[i], x[i + D/2]) of a head by its position's angle. x [B, H, T, D].
  def rotate(self: __torch__.Kernels, x: Tensor, table: Tensor) -> Tensor:
    half = torch.chunk(x, 2, -1)
    cosine = table[0]
    sine = table[1]
    return torch.cat([half[0] * cosine - half[1] * sine, half[1] * cosine + half[0] * sine], -1)

  # Each key-value head serves H / K query heads: [B, K, S, D] -> [B, H, S, D].
  def repeat_heads(self: __torch__.Kernels, x: Tensor, heads: int) -> Tensor:
    b = x.size(0)
    k = x.size(1)
    s = x.size(2)
    d = x.size(3)
    wide = x.unsqueeze(2).expand([b, k, heads // k, s, d])
    return torch.reshape(wide, [b, heads, s, d])

  # True where query i may see key j: the past and itself, at most `window` keys.
  #   window 3:   1 0 0 0
  #               1 1 0 0
  #               1 1 1 0
  #               0 1 1 1
  def visible(self: __torch__.Kernels, x: Tensor, window: int) -> Tensor:
    t = x.size(2)
    ones = torch.ones([t, t], dtype=11, device=x.device)
    past = torch.tril(ones, 0)
    return torch.triu(past, 1 - window)

  # Causal attention over a whole text. query [B, H, T, D], key and value [B, K, T, D] -> [B, H, T, D].
  # PyTorch's fused kernel never holds the scores, which long texts and GPUs need; on a CPU, matrix
  # products over all scores of a short text take a third of its time.
  def attention(self: __torch__.Kernels, query: Tensor, key: Tensor, value: Tensor, scale: Tensor, window: Tensor) -> Tensor:
    tokens = query.size(2)
    reach = int(window)
    if query.is_cuda or tokens > 1024:
      mixed = self.fused_attention(query, key, value, float(scale), reach)
    elif 2 * reach < tokens and tokens % reach == 0:
      mixed = self.block_attention(query, key, value, float(scale), reach)
    else:
      mixed = self.weighted_values(self.attention_weights(query, key, scale, window), value)
    return mixed

  def fused_attention(self: __torch__.Kernels, query: Tensor, key: Tensor, value: Tensor, scale: float, reach: int) -> Tensor:
    heads = query.size(1)
    q = query.to(value.dtype)
    k = self.repeat_heads(key.to(value.dtype), heads)
    v = self.repeat_heads(value, heads)
    if reach >= query.size(2):
      mixed = torch.scaled_dot_product_attention(q, k, v, None, 0., True, scale=scale)
    else:
      mask = self.visible(query, reach)
      mixed = torch.scaled_dot_product_attention(q, k, v, mask, 0., False, scale=scale)
    return mixed

  # A sliding layer with W keys cuts the text into N blocks of W tokens. A block sees nothing but
  # itself and the block before, so that the work grows with T W instead of T T.
  #   window 2, block 1:   0 1 | 1 0      of the block before | of the block itself
  #                        0 0 | 1 1
  def block_attention(self: __torch__.Kernels, query: Tensor, key: Tensor, value: Tensor, scale: float, reach: int) -> Tensor:
    b = query.size(0)
    h = query.size(1)
    t = query.size(2)
    d = query.size(3)
    k = key.size(1)
    n = t // reach
    blocks = torch.reshape(query, [b, k, h // k, n, reach, d]).transpose(2, 3)
    q = torch.reshape(blocks, [b, k, n, h // k * reach, d])
    scores = torch.matmul(q, self.with_previous(key, reach).transpose(3, 4)) * scale
    ones = torch.ones([n, 1, reach, 2 * reach], dtype=11, device=query.device)
    near = torch.triu(torch.tril(ones, reach), 1)
    torch.zero_(torch.narrow(near[0], 2, 0, reach))
    masked = torch.masked_fill(scores.view([b, k, n, h // k, reach, 2 * reach]), torch.logical_not(near), -inf)
    weights = torch.softmax(masked, -1).to(value.dtype).view(scores.size())
    mixed = torch.matmul(weights, self.with_previous(value, reach))
    return mixed.view([b, k, n, h // k, reach, d]).transpose(2, 3).reshape([b, h, t, d])

  # [B, K, T, D] -> [B, K, N, 2 W, D]: each block of W with the one before it, which is 0 for the first.
  def with_previous(self: __torch__.Kernels, x: Tensor, size: int) -> Tensor:
    blocks = torch.reshape(x, [x.size(0), x.size(1), -1, size, x.size(3)])
    others = torch.narrow(blocks, 2, 0, blocks.size(2) - 1)
    before = torch.constant_pad_nd(others, [0, 0, 0, 0, 1, 0])
    return torch.cat([before, blocks], 3)

  # Writes new keys and values [B, K, n, D] into the cache [B, K, slots, D] at the given slots [n], in place.
  def write_cache(self: __torch__.Kernels, key: Tensor, value: Tensor, keys: Tensor, values: Tensor, slots: Tensor) -> Tensor:
    torch.index_copy_(keys, 2, slots, key)
    return torch.index_copy_(values, 2, slots, value)

  # One new token joins the cache and looks at all that it holds. query [B, H, 1, D], key and value [B, K, 1, D].
  def cached_attention(self: __torch__.Kernels, query: Tensor, key: Tensor, value: Tensor, keys: Tensor, values: Tensor, slots: Tensor, held: Tensor, scale: Tensor) -> Tensor:
    self.write_cache(key, value, keys, values, slots)
    count = int(held)
    k = self.repeat_heads(torch.narrow(keys, 2, 0, count), query.size(1))
    v = self.repeat_heads(torch.narrow(values, 2, 0, count), query.size(1))
    return torch.scaled_dot_product_attention(query, k, v, None, 0., False, scale=float(scale))

  # softmax(q k scale) under the mask, [B, H, T, T].
  def attention_weights(self: __torch__.Kernels, query: Tensor, key: Tensor, scale: Tensor, window: Tensor) -> Tensor:
    return self.softmax(self.mask_scores(self.attention_scores(query, key, scale), window))

  # Minus infinity where query i may not see key j. scores [B, H, T, T].
  def mask_scores(self: __torch__.Kernels, scores: Tensor, window: Tensor) -> Tensor:
    hidden = torch.logical_not(self.visible(scores, int(window)))
    return torch.masked_fill(scores, hidden, -inf)

  # Softmax over the last axis, in float32.
  def softmax(self: __torch__.Kernels, x: Tensor) -> Tensor:
    return torch.softmax(x, -1, 6)

  # q k scale before mask and softmax, [B, H, T, T].
  def attention_scores(self: __torch__.Kernels, query: Tensor, key: Tensor, scale: Tensor) -> Tensor:
    k = self.repeat_heads(key, query.size(1))
    return torch.matmul(query, k.transpose(2, 3)) * float(scale)

  # weights [B, H, T, S] times value [B, K, S, D] -> [B, H, T, D].
  def weighted_values(self: __torch__.Kernels, weights: Tensor, value: Tensor) -> Tensor:
    rows = torch.reshape(weights.to(value.dtype), [value.size(0), value.size(1), -1, value.size(2)])
    return torch.matmul(rows, value).view([weights.size(0), weights.size(1), weights.size(2), value.size(3)])

  # Mean of -log p(target) in nats, in float32. logits [B, T, V], targets [B, T].
  def cross_entropy(self: __torch__.Kernels, logits: Tensor, targets: Tensor) -> Tensor:
    flat = logits.view([-1, logits.size(-1)])
    return torch.cross_entropy_loss(flat.to(6), targets.view([-1]))

  # -log p(target) in nats of each token, [B T]. logits [B, T, V], targets [B, T].
  def token_losses(self: __torch__.Kernels, logits: Tensor, targets: Tensor) -> Tensor:
    flat = torch.reshape(logits, [-1, logits.size(-1)])
    return torch.cross_entropy_loss(flat.to(6), targets.flatten(), None, 0)

  # The `count` most likely tokens of logits [..., V] at each place: probabilities and ids, both [places, count].
  def most_likely_tokens(self: __torch__.Kernels, logits: Tensor, count: Tensor) -> List[Tensor]:
    chances = torch.softmax(torch.reshape(logits, [-1, logits.size(-1)]), -1, 6)
    best = torch.topk(chances, int(count), -1)
    return [best[0], best[1]]

  # ---- the head and its loss, without ever holding the logits of all tokens in float32 ----
  # x [B, T, C], weight [V, C], targets [B, T]; products in the data type `type`, `rows` tokens at a time.

  # Mean cross-entropy, without a gradient.
  def lm_head_loss(self: __torch__.Kernels, x: Tensor, weight: Tensor, targets: Tensor, rows: Tensor, type: Tensor) -> Tensor:
    flat = torch.reshape(x, [-1, x.size(-1)]).to(int(type))
    goals = targets.flatten()
    w = weight.to(int(type))
    n = flat.size(0)
    total = torch.zeros([], dtype=6, device=x.device)
    for start in range(0, n, int(rows)):
      count = min(int(rows), n - start)
      logits = torch.linear(torch.narrow(flat, 0, start, count), w)
      total = total + torch.cross_entropy_loss(logits.to(6), torch.narrow(goals, 0, start, count), None, 2)
    return total / n

  # The same with a gradient, times `share`. The head is the last thing of the forward pass, so its
  # backward pass can be done at once: d loss / d logits = softmax(logits) - [the target], which takes
  # the place of the logits. The weight's part is added to `gradient`; the part of x waits in a term
  # whose value is 0 and whose derivative it is.
  def lm_head_loss_and_gradient(self: __torch__.Kernels, x: Tensor, weight: Tensor, gradient: Tensor, targets: Tensor, share: Tensor, rows: Tensor, part: Tensor, type: Tensor) -> Tensor:
    flat = torch.reshape(x.detach(), [-1, x.size(-1)]).to(int(type))
    goals = targets.view([-1, 1])
    w = weight.detach().to(int(type))
    n = flat.size(0)
    factor = float(share) / float(n)
    total = torch.zeros([], dtype=6, device=x.device)
    slopes : List[Tensor] = []
    for start in range(0, n, int(rows)):
      count = min(int(rows), n - start)
      inputs = torch.narrow(flat, 0, start, count)
      logits = torch.linear(inputs, w)
      for row in range(0, count, int(part)):
        some = min(int(part), count - row)
        goal = torch.narrow(goals, 0, start + row, some)
        piece = torch.narrow(logits, 0, row, some)
        chances = torch.log_softmax(piece, -1, 6)
        total = total - torch.gather(chances, 1, goal).sum()
        torch.exp_(chances)
        torch.scatter_add_(chances, 1, goal, torch.full_like(goal, -1., dtype=6))
        torch.copy_(piece, chances)
      self.add_by_rows(gradient, torch.mm(logits.t(), inputs), factor)
      slopes.append(torch.mm(logits, w))
    slope = torch.cat(slopes, 0).to(6).view(x.size())
    return total / n + torch.sum((x - x.detach()) * slope) * factor

  # target += source * factor, some rows at a time: PyTorch casts the source to the target's type
  # first, and for a table of the whole vocabulary that copy would be new memory at each step.
  def add_by_rows(self: __torch__.Kernels, target: Tensor, source: Tensor, factor: float) -> Tensor:
    rows = target.size(0)
    for start in range(0, rows, 2048):
      count = min(2048, rows - start)
      torch.add_(torch.narrow(target, 0, start, count), torch.narrow(source, 0, start, count), alpha=factor)
    return target

  # ---- the optimizer's parts ----

  # A 0 that depends on every tensor: its backward pass makes gradients where there are none yet.
  def nothing_of(self: __torch__.Kernels, like: Tensor, tensors: List[Tensor]) -> Tensor:
    total = torch.zeros([], dtype=6, device=tensors[0].device)
    for i in range(len(tensors)):
      total = total + torch.sum(tensors[i]) * 0.0
    return total

  # The norm of all gradients together.
  def grad_norm(self: __torch__.Kernels, like: Tensor, gradients: List[Tensor]) -> Tensor:
    return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2), 0), 2)

  # AdamW (Loshchilov and Hutter 2017), all tensors in one call. settings: learning rate,
  # beta 1, beta 2, epsilon, weight decay, number of this update from 1, what divides the gradients.
  def adam_w(self: __torch__.Kernels, settings: Tensor, parameters: List[Tensor], gradients: List[Tensor], first_moments: List[Tensor], second_moments: List[Tensor]) -> Tensor:
    none : List[Tensor] = []
    steps : List[Tensor] = []
    step = settings[5].to(parameters[0].device, 6)
    divisor = settings[6].to(parameters[0].device, 6)
    for _ in range(len(parameters)):
      steps.append(step)
    torch._fused_adamw_(parameters, gradients, first_moments, second_moments, none, steps, lr=float(settings[0]), beta1=float(settings[1]), beta2=float(settings[2]), weight_decay=float(settings[4]), eps=float(settings[3]), amsgrad=False, maximize=False, grad_scale=divisor)
    return step

  def zero(self: __torch__.Kernels, like: Tensor, tensors: List[Tensor]) -> Tensor:
    torch._foreach_zero_(tensors)
    return like
