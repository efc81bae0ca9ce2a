namespace Holdfast.Server.Setup.Checks;

/// <summary>What a computer is like, as far as the prerequisites ask for it. Bytes.</summary>
internal sealed record MachineFacts
{
    public SystemKind System { get; init; }

    /// <summary>As the system names itself.</summary>
    public string SystemName { get; init; } = "";

    /// <summary>Of the kernel on Linux, of Windows on Windows.</summary>
    public Version SystemVersion { get; init; } = new(0, 0);

    /// <summary>Such as X64.</summary>
    public string Architecture { get; init; } = "";

    public long Memory { get; init; }

    public int Cores { get; init; }

    public string HostName { get; init; } = "";

    public DomainRole DomainRole { get; init; }

    public string? Domain { get; init; }

    /// <summary>Where the program lies.</summary>
    public MountFacts Program { get; init; } = Nowhere;

    /// <summary>Where settings, catalog, and keys will lie.</summary>
    public MountFacts Data { get; init; } = Nowhere;

    public MountFacts Scratch { get; init; } = Nowhere;

    /// <summary>Under the pool's first disk.</summary>
    public MountFacts Pool { get; init; } = Nowhere;

    public ClockFacts Clock { get; init; } = new(null, null, null);

    public NetworkFacts Network { get; init; } = new(false);

    public IReadOnlyList<PortFacts> Ports { get; init; } = [];

    /// <summary>Other backup products that are installed here.</summary>
    public IReadOnlyList<string> ForeignProducts { get; init; } = [];

    /// <summary>Other Holdfast servers: their data folders, or their processes.</summary>
    public IReadOnlyList<string> OtherServers { get; init; } = [];

    private static MountFacts Nowhere { get; } = new("", "", "", 0, 0);
}
