using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService;
using Holdfast.VaultService.Hosting;

namespace Holdfast.Server.Tests.Vault.Real;

/// <summary>A real vault service over HTTPS in this process, and its owner.</summary>
internal sealed class VaultSite : IAsyncDisposable
{
    internal const string Name = "Depot";
    private readonly TimeProvider time;
    private CancellationTokenSource stop = new();
    private Task<int> run = Task.FromResult(0);
    private int port;

    private VaultSite(string folder, TimeProvider time) => (Folder, this.time, Owner) = (folder, time, VaultDirectory.Open(folder, time));

    internal string Folder { get; }

    /// <summary>The owner's own commands, over the same data folder.</summary>
    internal VaultDirectory Owner { get; }

    internal string Storage => Path.Combine(Folder, "storage");

    internal static async Task<VaultSite> Start(string folder, TimeProvider time, NewVault? wanted = null)
    {
        var site = new VaultSite(folder, time);
        await site.Serve();
        site.Owner.Create(wanted ?? new NewVault(Name));
        return site;
    }

    /// <summary>Serves again, at the address from before.</summary>
    internal async Task Serve()
    {
        stop = new CancellationTokenSource();
        var output = new ReadyText();
        run = Task.Run(() => VaultHost.Run(new VaultHostOptions(Folder, port), output, time, stop.Token));
        if (await Task.WhenAny(output.Ready, run) == run) await run;
        port = new Uri((await output.Ready)[(await output.Ready).IndexOf("https://", StringComparison.Ordinal)..]).Port;
    }

    internal async Task Interrupt()
    {
        await stop.CancelAsync();
        await run;
    }

    internal byte[] Credentials() => Owner.IssueCredentials(Name);

    internal string Pin() => Owner.MakePin(Name).Pin;

    /// <summary>Files of packs of all servers.</summary>
    internal IReadOnlyList<string> PackFiles() => [.. Directory.EnumerateFiles(Storage, "*", SearchOption.AllDirectories).Where(path => path.Contains("/packs/", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        if (!run.IsCompleted) await Interrupt();
        Owner.Dispose();
    }

    private sealed class ReadyText : StringWriter
    {
        private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<string> Ready => ready.Task;

        public override Task WriteLineAsync(string? value)
        {
            if (value?.StartsWith("The vault service is ready: ", StringComparison.Ordinal) == true) ready.TrySetResult(value);
            return base.WriteLineAsync(value);
        }
    }
}
