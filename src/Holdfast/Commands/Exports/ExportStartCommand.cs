using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Exports;

namespace Holdfast.Commands.Exports;

/// <summary>Gives a disk of a recovery point out.</summary>
internal sealed class ExportStartCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<string> at, listen;
    private readonly Option<string?> disk, external;
    private readonly Option<bool> online, asFile;

    internal ExportStartCommand() : base("start", "Gives a disk of a recovery point out as a network block device, read-only, until it is stopped or nobody uses it any more.")
    {
        source = Takes(SharedOptions.Source());
        at = With(SharedOptions.At());
        disk = With(new Option<string?>("--disk")
        {
            Description = "Name of a disk of a machine, or path of a file of the recovery point (default: the only disk that it holds)", HelpName = "NAME|PATH",
        });
        listen = With(new Option<string>("--listen")
        {
            Description = "Where clients come from: by a socket that only the server's account opens, from the server's computer with a secret name, or from anywhere by TLS with a secret name",
            DefaultValueFactory = _ => ExportListening.Socket, HelpName = string.Join('|', ExportListening.All),
        });
        listen.AcceptOnlyFromAmong([.. ExportListening.All]);
        asFile = With(new Option<bool>("--as-file") { Description = "The bytes of the file as they are (default: of a VHD or VHDX, the disk that it keeps)" });
        online = With(SharedOptions.Online("From the copy in the vault (default: from disk)"));
        external = With(new Option<string?>("--external") { Description = "Another server of the vault whose recovery point it is (`holdfast external list`; default: this server)", HelpName = "SERVER" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var other = input.GetValue(external);
        var name = other is null ? Names.Source(input.GetValue(source)!) : input.GetValue(source)!;
        var request = new ExportRequest(name, Names.Point(input.GetValue(at)!), input.GetValue(disk), input.GetValue(listen)!, input.GetValue(online) || other is not null, other, input.GetValue(asFile));
        var started = await session.Client.Exports.Start(request, session.Stop);
        session.Result.Show(started, ExportsJson.Default.StartedExport, text => ExportText.Write(text, started));
        return ExitCode.Done;
    }
}
