using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Commands.Setup;
using Holdfast.Contracts.Api;
using Holdfast.Daemon;
using Holdfast.Server;

namespace Holdfast.Commands;

/// <summary>Starts the server with its embedded vault and its local agent.</summary>
internal sealed class UpCommand : HoldfastCommand
{
    private readonly Option<int> port;
    private readonly Option<bool> detach, setup;
    private readonly Option<string?> catalog, catalogFile;

    internal UpCommand() : base("up", "Starts the server, the embedded vault, and the local agent; ready when it prints its address. "
        + "The first time it makes a pool disk, a vault, and a passphrase in the data folder, and says so.")
    {
        port = With(SharedOptions.Whole("--port", "TCP port on 127.0.0.1; 0 takes any free one", "N", 8420, 0, 65535));
        catalog = With(new Option<string?>("--catalog")
        {
            Description = "Connection text of the PostgreSQL database for the catalog, such as Host=db;Database=holdfast; with a password, which others could see in the list of "
                + "processes, use --catalog-file or HOLDFAST_CATALOG (default: HOLDFAST_CATALOG, else the setting catalogFile, else SQLite)",
            HelpName = "TEXT",
        });
        catalogFile = With(new Option<string?>("--catalog-file") { Description = "File whose first line is that text (default: none)", HelpName = "FILE" });
        setup = With(new Option<bool>("--setup") { Description = "Where the data folder is not set up, waits for the setup wizard and prints a link to it (default: takes what needs no answers)" });
        detach = With(new Option<bool>("--detach") { Description = "Runs in the background; returns when the server is ready (default: runs until Ctrl+C)" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        CatalogText.Choose(input.GetValue(catalog), input.GetValue(catalogFile));
        if (!input.GetValue(detach) && input.GetValue(setup)) return await SetupCommand.Serve(session.DataDirectory, input.GetValue(port), CatalogText.Take(), session.Stop);
        if (!input.GetValue(detach)) return await Serve(session.DataDirectory, input.GetValue(port), CatalogText.Take(), session.Stop);
        if (await Launcher.Running(session.DataDirectory, session.Stop) is { } running)
        {
            Console.Error.WriteLine($"It runs already, as process {running.Pid}.");
            Show(session, running, []);
            return ExitCode.Done;
        }
        var (address, messages) = await Launcher.Start(session.DataDirectory, input.GetValue(port), input.GetValue(setup), session.Stop);
        Show(session, address, messages);
        return ExitCode.Done;
    }

    private static void Show(Session session, ServerAddress address, IReadOnlyList<string> messages)
    {
        var ready = $"Holdfast is ready: {address.Url}";
        var said = messages.Where(line => !line.StartsWith("Holdfast is ready: ", StringComparison.Ordinal)).ToArray();
        if (session.IsJson) foreach (var line in said) Console.Error.WriteLine(line);
        session.Result.Show(address, ApiJson.Default.ServerAddress, text =>
        {
            foreach (var line in said) text.WriteLine(line);
            // A setup has said so itself, with its link.
            if (!said.Any(line => line.StartsWith("Holdfast setup is ready: ", StringComparison.Ordinal))) text.WriteLine(ready);
        });
    }

    // Apart, so that no other command loads the server's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> Serve(string dataDirectory, int port, string? catalog, CancellationToken stop) =>
        HoldfastServer.RunAsync(new ServerOptions(dataDirectory, port) { Catalog = catalog }, Console.Out, stop);
}
