using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>One database of the stand-in instance.</summary>
internal sealed class FakeDatabase(string name)
{
    public string Name { get; } = name;

    public int Id { get; init; } = 7;

    public RecoveryModel Model { get; set; } = RecoveryModel.Full;

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

    /// <summary>Restored sets, by what their files say.</summary>
    public List<string> Restored { get; } = [];
}
