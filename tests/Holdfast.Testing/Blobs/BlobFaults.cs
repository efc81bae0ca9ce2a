namespace Holdfast.Testing.Blobs;

/// <summary>Which faults strike, by chance (seeded) or by order, and how often each did. Thread-safe.</summary>
public sealed class BlobFaults(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly Dictionary<BlobFault, Rule> rules = [];
    private readonly Dictionary<BlobFault, int> hits = [];

    /// <summary>The fault strikes with a probability, only blobs that are meant.</summary>
    public void Set(BlobFault fault, double probability, Predicate<string>? of = null)
    {
        lock (gate) rules[fault] = new Rule(probability, int.MaxValue, of);
    }

    /// <summary>The fault strikes the next so many times, only blobs that are meant.</summary>
    public void Next(BlobFault fault, int times = 1, Predicate<string>? of = null)
    {
        lock (gate) rules[fault] = new Rule(1, times, of);
    }

    public void Clear()
    {
        lock (gate) rules.Clear();
    }

    public int Hits(BlobFault fault)
    {
        lock (gate) return hits.GetValueOrDefault(fault);
    }

    internal bool Strikes(BlobFault fault, string name)
    {
        lock (gate)
        {
            if (!rules.TryGetValue(fault, out var rule) || rule.Left == 0 || rule.Of?.Invoke(name) == false) return false;
            if (rule.Probability < 1 && random.NextDouble() >= rule.Probability) return false;
            rules[fault] = rule with { Left = rule.Left - 1 };
            Count(fault);
            return true;
        }
    }

    internal void Hit(BlobFault fault)
    {
        lock (gate) Count(fault);
    }

    internal int Below(int limit)
    {
        lock (gate) return random.Next(limit);
    }

    private void Count(BlobFault fault) => hits[fault] = hits.GetValueOrDefault(fault) + 1;

    private sealed record Rule(double Probability, int Left, Predicate<string>? Of);
}
