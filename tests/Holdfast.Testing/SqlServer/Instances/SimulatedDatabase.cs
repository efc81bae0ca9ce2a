namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>One database of a simulated instance.</summary>
public sealed class SimulatedDatabase(string name)
{
    public string Name { get; } = name;

    public int Id { get; init; } = 7;

    /// <summary>One of <see cref="RecoveryModels"/>.</summary>
    public byte Model { get; set; } = RecoveryModels.Full;

    public string State { get; set; } = "ONLINE";

    public bool IsSingleUser { get; set; }

    public Guid Family { get; set; } = new("2f0a7f3e-7a3c-4a52-8d0c-5a1c8a7e4b02");

    public Guid Fork { get; set; } = new("2f0a7f3e-7a3c-4a52-8d0c-5a1c8a7e4b02");

    public Guid Group { get; init; }

    public bool IsPreferred { get; set; } = true;

    public uint Block { get; set; } = 100;

    /// <summary>Where the next log backup begins; null without a log chain.</summary>
    public uint? LogFrom { get; set; }

    public Guid Base { get; set; }

    public uint BaseBlock { get; set; }

    public byte[] Pages { get; set; } = GeneratedPages.Database(1, 16);

    /// <summary>What was committed, in its order.</summary>
    public IReadOnlyList<Commit> Commits { get; internal set; } = [];

    /// <summary>Restored sets, by what their files say: one entry a file.</summary>
    public List<string> Restored { get; } = [];

    /// <summary>What the restore has brought so far ends here; null where no restore of a set has begun.</summary>
    internal uint? Reached { get; set; }
}
