using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.CommandLine;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Agents;

/// <summary>Makes this computer an agent of a server.</summary>
internal sealed class AgentEnrollCommand : HoldfastCommand
{
    private readonly Option<string> server;
    private readonly Option<string?> token, tokenFile, name;
    private readonly Option<bool> again;

    internal AgentEnrollCommand() : base("enroll", "Makes this computer an agent of a server: its key is made here and stays here, and the server is known by the token before anything is sent.")
    {
        server = With(new Option<string>("--server") { Description = "Address that `holdfast agent token` printed", HelpName = "URL", Required = true });
        token = With(new Option<string?>("--token") { Description = "The token (default: --token-file is needed)", HelpName = "TOKEN" });
        tokenFile = With(new Option<string?>("--token-file") { Description = "File whose first line is the token: arguments can be seen by other users (default: --token is needed)", HelpName = "FILE" });
        name = With(new Option<string?>("--name") { Description = "Name of this production server (default: the computer's name)", HelpName = "NAME" });
        again = With(new Option<bool>("--again") { Description = "Replaces the identity that the data folder holds (default: refused)" });
        Validators.Add(result =>
        {
            if (result.GetValue(token) is null == result.GetValue(tokenFile) is null) result.AddError("Give the token with --token or --token-file.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (!Uri.TryCreate(input.GetValue(server), UriKind.Absolute, out var address))
            throw new HoldfastException(ErrorCode.BadRequest, $"'{input.GetValue(server)}' is not an address.", "Give the address that `holdfast agent token` printed.");
        var secret = input.GetValue(token) ?? SecretFile.Read(input.GetValue(tokenFile)!);
        var enrolled = await Enroll(session, address, secret, input.GetValue(name) ?? Environment.MachineName, input.GetValue(again));
        session.Result.Show(enrolled, CommandJson.Default.EnrolledInfo, text =>
        {
            text.WriteLine($"Enrolled as {enrolled.Name} ({enrolled.AgentId}) of {enrolled.Server}.");
            text.WriteLine($"Start it: holdfast agent run --data {session.DataDirectory}");
        });
        return ExitCode.Done;
    }

    // Apart, so that no other command loads the agent's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<EnrolledInfo> Enroll(Session session, Uri address, string secret, string name, bool again)
    {
        var agent = await new AgentEnrollment(new AgentFolder(session.DataDirectory), AgentTls.Choose(TimeProvider.System)).Enroll(address, secret, name, again, session.Stop);
        return new EnrolledInfo(agent.AgentId, agent.Name, agent.Server.GetLeftPart(UriPartial.Authority), agent.Validity.Until);
    }
}
