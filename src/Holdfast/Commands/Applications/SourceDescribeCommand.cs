using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Asks an application how it is.</summary>
internal sealed class SourceDescribeCommand : HoldfastCommand
{
    private readonly Argument<string> address;
    private readonly Option<string[]> option;
    private readonly Option<string?> server;

    internal SourceDescribeCommand() : base("describe", "Asks an application how it is and how it can be protected; changes nothing.")
    {
        address = Takes(new Argument<string>("ADDRESS") { Description = "Such as postgresql://db1:5432" });
        option = With(ApplicationOptions.Option());
        server = With(ApplicationOptions.Server());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var request = new DescribeRequest(input.GetValue(address)!, ApplicationOptions.Agent(input.GetValue(server)), ApplicationOptions.Given(input.GetValue(option)));
        var facts = await session.Client.Applications.Describe(request, session.Stop);
        session.Result.Show(facts, ApplicationsJson.Default.ApplicationInfo, output =>
        {
            StatusText.Line(output, "name", facts.Name);
            StatusText.Line(output, "version", facts.Version);
            if (facts.Size > 0) StatusText.Line(output, "size", Quantity.Bytes(facts.Size));
            StatusText.Line(output, "backups", string.Join(", ", facts.Types));
            foreach (var warning in facts.Warnings) StatusText.Line(output, "WARNING", warning);
        });
        return ExitCode.Done;
    }
}
