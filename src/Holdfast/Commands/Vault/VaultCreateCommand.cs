using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault;
using Holdfast.Output;
using Holdfast.VaultService;

namespace Holdfast.Commands.Vault;

/// <summary>Makes a vault, on its owner's side.</summary>
internal sealed class VaultCreateCommand : HoldfastCommand
{
    private const string FolderScheme = "folder:";
    private readonly Argument<string> name;
    private readonly Option<string?> storage;
    private readonly Option<int> softDelete;

    internal VaultCreateCommand() : base("create", "Owner's side: makes a vault. --data is the vault service's folder, or an installation with its embedded one.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the new vault: 1 to 64 letters, digits, blanks, '-' and '_'" });
        storage = With(new Option<string?>("--storage") { Description = "Where its data lies: folder:PATH, empty or not there yet (default: below the vault service's folder)", HelpName = "folder:PATH" });
        storage.Validators.Add(result =>
        {
            if (result.GetValue(storage) is { } text && (!text.StartsWith(FolderScheme, StringComparison.Ordinal) || text.Length == FolderScheme.Length))
                result.AddError("--storage takes folder:PATH.");
        });
        softDelete = With(SharedOptions.Whole(
            "--soft-delete", "How long deleted data is kept, in days, 14 to 180", "DAYS", VaultDirectory.ShortestSoftDelete, VaultDirectory.ShortestSoftDelete, VaultDirectory.LongestSoftDelete));
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var folder = input.GetValue(storage) is { } text ? Names.Absolute(text[FolderScheme.Length..]) : null;
        var vault = VaultServiceFolder.Open(session).Create(input.GetValue(name)!, folder, input.GetValue(softDelete));
        session.Result.Show(vault, VaultJson.Default.VaultDocument, output =>
        {
            output.WriteLine($"Vault {vault.Name} is made: {vault.Storage}, deleted data is kept for {Quantity.Of(vault.SoftDeleteDays, "day", "days")}.");
            output.WriteLine($"Next: `holdfast vault credentials \"{vault.Name}\" --out FILE`, and on the backup server `holdfast vault register FILE`.");
        });
        return Task.FromResult(ExitCode.Done);
    }
}
