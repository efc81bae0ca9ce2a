namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>What Linux does not have of a file.</summary>
internal sealed class StandInObject(FileAttributes attributes, ulong id)
{
    public FileAttributes Attributes => attributes;

    public UInt128 Id { get; set; } = id;

    /// <summary>How often it was changed.</summary>
    public ulong Changes { get; set; } = 1;

    public uint Links { get; set; } = 1;

    public byte[]? Security { get; set; }

    public byte[]? Reparse { get; set; }

    /// <summary>Something that is no stream follows.</summary>
    public bool Damage { get; set; }

    public Dictionary<string, byte[]> Streams { get; } = [];
}
