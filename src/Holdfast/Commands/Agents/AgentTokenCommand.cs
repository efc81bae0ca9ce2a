using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Output;

namespace Holdfast.Commands.Agents;

/// <summary>Makes, lists, and revokes enrolment tokens.</summary>
internal sealed class AgentTokenCommand : HoldfastCommand
{
    private readonly Option<string?> host, revoke;
    private readonly Option<bool> list;

    internal AgentTokenCommand() : base("token", "Makes a token with which one agent enrolls within 15 minutes. The first one opens the agents' port.")
    {
        host = With(new Option<string?>("--host")
        {
            Description = "Only for an agent of this name, also one that is enrolled and is to be enrolled again (default: any name that is free)", HelpName = "NAME",
        });
        list = With(new Option<bool>("--list") { Description = "Lists the tokens that were made, without their secrets, and makes none (default: makes one)" });
        revoke = With(new Option<string?>("--revoke") { Description = "Revokes an unused token (`--list` shows its id), and makes none (default: makes one)", HelpName = "ID" });
        Validators.Add(result =>
        {
            var given = (result.GetValue(host) is null ? 0 : 1) + (result.GetValue(list) ? 1 : 0) + (result.GetValue(revoke) is null ? 0 : 1);
            if (given > 1) result.AddError("Give one of --host, --list, and --revoke.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (input.GetValue(revoke) is { } id)
        {
            var revoked = await session.Client.Agents.RevokeToken(id, session.Stop);
            session.Result.Show(revoked, AgentsJson.Default.AgentTokenInfo, text => text.WriteLine($"Token {revoked.Id} is {revoked.State}."));
            return ExitCode.Done;
        }
        if (input.GetValue(list)) return List(session, await session.Client.Agents.Tokens(session.Stop));
        var token = await session.Client.Agents.CreateToken(new AgentTokenRequest(input.GetValue(host)), session.Stop);
        session.Result.Show(token, AgentsJson.Default.AgentToken, text =>
        {
            text.WriteLine($"Good until {Quantity.Time(token.Expires)}, once{(token.Host is { } name ? $", for {name}" : "")}. On the production server:");
            text.WriteLine($"holdfast agent enroll --server {token.Server} --token {token.Token} --data DIR{(token.Host is { } wanted ? $" --name {wanted}" : "")}");
        });
        return ExitCode.Done;
    }

    private static int List(Session session, AgentTokenList found)
    {
        var table = new TextTable("ID", "STATE", "HOST", "CREATED", "EXPIRES", "USED BY");
        foreach (var token in found.Tokens)
            table.Add(token.Id, token.State, token.Host ?? "any", Quantity.Time(token.Created), Quantity.Time(token.Expires), token.Agent ?? "–");
        session.Result.ShowTable(found, AgentsJson.Default.AgentTokenList, "No tokens were made.", table);
        return ExitCode.Done;
    }
}
