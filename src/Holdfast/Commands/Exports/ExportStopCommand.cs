using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Output;

namespace Holdfast.Commands.Exports;

/// <summary>Ends an export.</summary>
internal sealed class ExportStopCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal ExportStopCommand() : base("stop", "Ends an export for all of its clients; overlays that were made on it stay, and cannot be read without it.") =>
        id = Takes(SharedOptions.Id("The export (`holdfast export list`)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var ended = await session.Client.Exports.Stop(input.GetValue(id)!, session.Stop);
        session.Result.Show(ended, ExportsJson.Default.ExportInfo, text =>
            text.WriteLine($"{ended.Disk} of {ended.SourceName} is not given out any more; {Quantity.Bytes(ended.BytesRead)} of it were read."));
        return ExitCode.Done;
    }
}
