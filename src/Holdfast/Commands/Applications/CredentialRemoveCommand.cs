using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Forgets a credential.</summary>
internal sealed class CredentialRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> target;

    internal CredentialRemoveCommand() : base("remove", "Forgets a credential.") =>
        target = Takes(new Argument<string>("TARGET") { Description = "As `holdfast credential list` shows it" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var done = await session.Client.Applications.RemoveCredential(input.GetValue(target)!, session.Stop);
        session.Result.Show(done, ApiJson.Default.Acknowledgement, output => output.WriteLine("The credential is forgotten."));
        return ExitCode.Done;
    }
}
