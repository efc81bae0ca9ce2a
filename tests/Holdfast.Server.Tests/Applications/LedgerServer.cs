namespace Holdfast.Server.Tests.Applications;

/// <summary>A real server, and ledgers to protect.</summary>
internal sealed class LedgerServer : ApplicationServer
{
    private LedgerServer(Ledger[] ledgers, LedgerWorkload workload) : base(workload) => (Ledger, Workload) = (ledgers[0], workload);

    internal Ledger Ledger { get; }

    internal LedgerWorkload Workload { get; }

    internal override string Address => "ledger://" + Ledger.Name;

    internal static Task<LedgerServer> Start(params Ledger[] ledgers) => Start(TimeProvider.System, ledgers);

    internal static async Task<LedgerServer> Start(TimeProvider clock, params Ledger[] ledgers)
    {
        var protectable = ledgers.Length == 0 ? [new Ledger()] : ledgers;
        var server = new LedgerServer(protectable, new LedgerWorkload(protectable)) { Clock = clock };
        await server.Launch();
        return server;
    }

    internal DateTimeOffset Add(string text) => Ledger.Add(text, TimeProvider.System.GetUtcNow());

    internal string[] Recovered(string name) => [.. File.ReadAllLines(Path.Combine(Target(name), "ledger.txt")).Select(line => line[(line.IndexOf(' ') + 1)..])];
}
