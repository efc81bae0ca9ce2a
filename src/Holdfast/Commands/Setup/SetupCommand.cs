using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Server;

namespace Holdfast.Commands.Setup;

/// <summary>Sets a server up: by the wizard, or from an answer file.</summary>
internal sealed class SetupCommand : HoldfastCommand
{
    private readonly Option<int> port;
    private readonly Option<string?> answers;

    internal SetupCommand() : base("setup", "Sets a server up in an empty data folder. Without --answers it listens for the wizard, prints a link to it, and goes on as the server when it has installed one.")
    {
        port = With(SharedOptions.Whole("--port", "TCP port on 127.0.0.1; 0 takes any free one", "N", 8420, 0, 65535));
        answers = With(new Option<string?>("--answers") { Description = "INI file with all answers (docs/install.md): installs and ends (default: the wizard)", HelpName = "FILE" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (input.GetValue(answers) is not { } file) return await Serve(session.DataDirectory, input.GetValue(port), CatalogText.Take(), session.Stop);
        var state = await Install(session.DataDirectory, input.GetValue(port), CatalogText.Take(), file, session.Stop);
        session.Result.Show(state, SetupJson.Default.SetupState, text =>
        {
            foreach (var phase in state.Phases) text.WriteLine($"{phase.Title}: {phase.State}{(string.IsNullOrEmpty(phase.Message) ? "" : $". {phase.Message}")}");
            text.WriteLine("The server is installed. Start it with: holdfast up");
            if (state.Remaining.Contains(SetupSteps.Passphrase)) text.WriteLine("Copy secrets/passphrase.txt of the data folder to another place: without it nothing can be recovered when this server is lost.");
        });
        return ExitCode.Done;
    }

    // Apart, so that no other command loads the server's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Task<int> Serve(string dataDirectory, int port, string? catalog, CancellationToken stop) =>
        HoldfastServer.RunWithSetupAsync(new ServerOptions(dataDirectory, port) { Catalog = catalog }, Console.Out, stop);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<SetupState> Install(string dataDirectory, int port, string? catalog, string file, CancellationToken stop) =>
        HoldfastServer.InstallAsync(new ServerOptions(dataDirectory, port) { Catalog = catalog }, file, warning => Console.Error.WriteLine($"Warning: {warning}"), stop);
}
