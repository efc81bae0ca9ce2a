using Holdfast.Server.Scheduling;

namespace Holdfast.Server.Tests.Scheduling;

/// <summary>A laptop that comes and goes.</summary>
internal sealed class FakePresence : IServerPresence
{
    public bool IsLaptopAway { get; set; }

    public bool IsAway(string server) => IsLaptopAway && server == "LAPTOP";
}
