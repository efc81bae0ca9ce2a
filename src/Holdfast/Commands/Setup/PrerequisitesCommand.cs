using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Connection;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.Daemon;
using Holdfast.Output;
using Holdfast.Server;

namespace Holdfast.Commands.Setup;

/// <summary>Looks whether a server can be set up on this computer.</summary>
internal sealed class PrerequisitesCommand : HoldfastCommand
{
    private readonly Option<int> port;
    private readonly Option<string?> pool, scratch, proxy, timeSource;
    private readonly Option<long> planned;

    internal PrerequisitesCommand() : base("prerequisites", "Checks whether a server can be set up on this computer, with reason and remedy where not. Changes nothing; exit code 1 where a check failed.")
    {
        port = With(SharedOptions.Whole("--port", "TCP port that the server shall have; agents get the next one", "N", 8420, 0, 65534));
        pool = With(new Option<string?>("--pool") { Description = "Folder of the pool's first disk (default: as the setup that was begun, else pool in the data folder)", HelpName = "PATH" });
        scratch = With(new Option<string?>("--scratch") { Description = "Folder for indexes (default: as the setup that was begun, else index in the data folder)", HelpName = "PATH" });
        planned = With(new Option<long>("--planned-cloud") { Description = "Bytes of all data that shall be copied to the vault", HelpName = "BYTES", DefaultValueFactory = _ => 0 });
        proxy = With(new Option<string?>("--proxy") { Description = "HTTP proxy to go through, such as http://proxy.example:3128 (default: as the setup that was begun, else none)", HelpName = "URL" });
        timeSource = With(new Option<string?>("--time-source") { Description = "HTTP address whose clock this computer's is compared with (default: the proxy's, else none)", HelpName = "URL" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var answers = new SetupAnswers(
            PoolFolder: Full(input.GetValue(pool)), ScratchFolder: Full(input.GetValue(scratch)), PlannedCloudBytes: input.GetValue(planned), Proxy: input.GetValue(proxy));
        var isRunning = LocalInstallation.Find(session.DataDirectory) is { } address && ProcessState.IsRunning(address.Pid);
        var checks = await Check(session.DataDirectory, input.GetValue(port), answers, isRunning, Source(input.GetValue(timeSource)), session.Stop);
        session.Result.Show(checks, SetupJson.Default.SetupChecks, text => Write(text, checks));
        return checks.Checks.Any(check => check.State == SetupCheck.Failed) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Write(TextWriter text, SetupChecks checks)
    {
        foreach (var check in checks.Checks)
        {
            text.WriteLine($"{check.State,-8} {check.Title}: {check.Found}");
            if (check.Reason is { } reason) text.WriteLine($"         {reason}");
            if (check.Remedy is { } remedy) text.WriteLine($"         {remedy}");
        }
    }

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private static Uri? Source(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is no address such as http://time.example/.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<SetupChecks> Check(string dataDirectory, int port, SetupAnswers answers, bool isRunning, Uri? timeSource, CancellationToken stop) =>
        HoldfastServer.CheckAsync(new ServerOptions(dataDirectory, port), answers, isRunning, timeSource, stop);
}
