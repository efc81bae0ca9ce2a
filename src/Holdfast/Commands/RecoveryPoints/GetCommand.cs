using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>Downloads one file of a recovery point.</summary>
internal sealed class GetCommand : HoldfastCommand
{
    private const string StandardOutput = "-";
    private readonly Argument<string> source, path;
    private readonly Option<string> at, output;
    private readonly Option<bool> online, overwrite;
    private readonly Option<string?> external;

    internal GetCommand() : base("get", "Downloads one file of a recovery point to this computer, without a recovery job.")
    {
        source = Takes(SharedOptions.Source());
        path = Takes(new Argument<string>("PATH") { Description = "File relative to the datasource's root, as browse shows it" });
        output = With(new Option<string>("--output", "-o") { Description = "File to write; - is standard output. It appears when all of it has come", HelpName = "FILE|-", Required = true });
        overwrite = With(new Option<bool>("--overwrite") { Description = "Replaces the file where it exists (default: refuses)" });
        at = With(SharedOptions.At());
        online = With(SharedOptions.Online("From the copy in the vault (default: from disk)"));
        external = With(External());
        Validators.Add(result =>
        {
            if (result.GetValue(output) == StandardOutput && result.GetValue<bool>("--json")) result.AddError("Standard output takes either the file or --json.");
        });
    }

    internal static Option<string?> External() => new("--external") { Description = "Another server of the vault whose recovery point it is (`holdfast external list`; default: this server)", HelpName = "SERVER" };

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var external = input.GetValue(this.external);
        var name = input.GetValue(source)!;
        var query = new ContentQuery(external is null ? Names.Source(name) : name, Names.Item(input.GetValue(path)!))
        {
            At = Names.Point(input.GetValue(at)!), Online = input.GetValue(online) || external is not null, ExternalServer = external,
        };
        using var client = session.ConnectForDownloads();
        var download = new Download(client.Recovery, query);
        if (input.GetValue(output) == StandardOutput)
        {
            await using var standard = Console.OpenStandardOutput();
            await download.To(standard, session.Stop);
            return ExitCode.Done;
        }
        var file = Names.Absolute(input.GetValue(output)!);
        if (File.Exists(file) && !input.GetValue(overwrite)) throw new HoldfastException(ErrorCode.BadRequest, $"{file} exists already.", "Name another file, or use --overwrite.");
        await ToFile(download, file, session.Stop);
        var done = new Downloaded(download.RecoveryPoint!, query.Path, file, download.Bytes);
        session.Result.Show(done, CommandJson.Default.Downloaded, text => text.WriteLine($"{file}: {Quantity.Bytes(done.Bytes)} from recovery point {done.RecoveryPoint}"));
        return ExitCode.Done;
    }

    private static async Task ToFile(Download download, string file, CancellationToken stop)
    {
        var partial = file + ".part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            // Content of a backup is nobody's business but of the one who fetched it.
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var stream = new FileStream(partial, options)) await download.To(stream, stop);
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"{file} cannot be written: {failure.Message}", "Name a file in a folder that can be written to.", failure);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
