namespace Holdfast.Testing.SqlServer;

/// <summary>A backup set to write.</summary>
/// <param name="Type">Letter of msdb: D, I, L.</param>
/// <param name="FirstBlock">Block of its first LSN in virtual log file 40.</param>
/// <param name="Pages">Content of stream MQDA; null writes none.</param>
/// <param name="Log">Content of stream MQTL.</param>
public sealed record GeneratedSet(char Type, uint FirstBlock, uint LastBlock, byte[]? Pages, byte[] Log)
{
    public string Database { get; init; } = "Generated";

    public string Server { get; init; } = "GENERATOR";

    /// <summary>At an offset of two hours from UTC.</summary>
    public DateTime Started { get; init; } = new(2024, 4, 5, 12, 0, 0);

    public Guid Guid { get; init; } = new("6b1d4c0e-0f4f-4a6d-9d5b-0f6a2f3c9e01");

    /// <summary>Of a differential.</summary>
    public Guid BaseGuid { get; init; }

    public uint BaseBlock { get; init; }

    public Guid FamilyGuid { get; init; } = new("2f0a7f3e-7a3c-4a52-8d0c-5a1c8a7e4b02");

    /// <summary>Bits besides those that every set of its type has.</summary>
    public uint Flags { get; init; }

    /// <summary>Block at which the recovery path left <see cref="EarlierFork"/>; 0 for never.</summary>
    public uint ForkBlock { get; init; }

    public Guid EarlierFork { get; init; }

    /// <summary>Of the set's password; 0 for none.</summary>
    public int PasswordLength { get; init; }
}
