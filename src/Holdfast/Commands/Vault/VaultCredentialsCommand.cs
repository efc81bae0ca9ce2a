using System.CommandLine;
using System.Text.Json;
using Holdfast.CommandLine;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Vault;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Issues credentials of a vault, on its owner's side.</summary>
internal sealed class VaultCredentialsCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string> file;

    internal VaultCredentialsCommand() : base("credentials", "Owner's side: issues a credentials file, good for 48 hours; those issued before are no longer good.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the vault" });
        file = With(new Option<string>("--out") { Description = "File to write, readable by its owner only; an older one is replaced", HelpName = "FILE", Required = true });
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var path = Names.Absolute(input.GetValue(file)!);
        using var service = VaultServiceFolder.Open(session);
        var content = service.IssueCredentials(input.GetValue(name)!);
        SecretFile.Replace(path, content);
        var issued = JsonSerializer.Deserialize(content, VaultJson.Default.VaultCredentials)!;
        session.Result.Show(new IssuedCredentials(path, issued.VaultId, issued.VaultName, issued.Expires), CommandJson.Default.IssuedCredentials, output =>
        {
            output.WriteLine($"Credentials of vault {issued.VaultName} are in {path}, good until {Quantity.Time(issued.Expires)}.");
            output.WriteLine("Whoever holds the file can register a server with the vault: bring it to the backup server on a safe way.");
        });
        return Task.FromResult(ExitCode.Done);
    }
}
