using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Finds applications.</summary>
internal sealed class SourceDiscoverCommand : HoldfastCommand
{
    private readonly Argument<string?> instance;
    private readonly Option<string?> server;
    private readonly Option<string[]> options;

    internal SourceDiscoverCommand() : base("discover", "Finds applications on the server's computer or an agent's, or what an instance holds that can be protected.")
    {
        instance = Takes(new Argument<string?>("ADDRESS") { Description = "An instance, such as sqlserver://db1 (default: instances on the computer)", Arity = ArgumentArity.ZeroOrOne });
        server = With(ApplicationOptions.Server());
        options = With(new Option<string[]>("--option") { Description = "Setting by which the instance is looked into, such as trustServerCertificate=true of SQL Server; may be repeated (default: none)", HelpName = "NAME=VALUE" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var agent = ApplicationOptions.Agent(input.GetValue(server));
        var found = input.GetValue(instance) is { } address && ApplicationOptions.Given(input.GetValue(options)) is { } given
            ? await session.Client.Applications.Discover(new DescribeRequest(address, agent, given), session.Stop)
            : await session.Client.Applications.Discover(input.GetValue(instance), agent, session.Stop);
        var table = new TextTable("ADDRESS", "NAME", "KIND", "SIZE", "PROTECTED");
        foreach (var application in found.Applications)
            table.Add(
                application.Path, application.Name, application.Kind, application.Size > 0 ? Quantity.Bytes(application.Size) : "-",
                application.Unprotectable is { } reason ? "cannot: " + reason : application.Source is null ? "no" : "yes");
        session.Result.ShowTable(found, ApplicationsJson.Default.FoundApplications, "No applications were found.", table);
        return ExitCode.Done;
    }
}
