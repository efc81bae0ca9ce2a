using System.CommandLine;

namespace Holdfast.CommandLine;

/// <summary>Options and arguments that several commands have, so that they read the same everywhere.</summary>
internal static class SharedOptions
{
    internal static Argument<string> Source() => new("SOURCE") { Description = "Datasource: its id, name, or path (`holdfast source list`)" };

    internal static Argument<string?> OptionalSource() =>
        new("SOURCE") { Description = "Datasource: its id, name, or path", Arity = ArgumentArity.ZeroOrOne };

    internal static Argument<string> Id(string what) => new("ID") { Description = what };

    internal static Option<bool> Wait() => new("--wait") { Description = "Returns when the work has ended, not when it is queued (default: returns at once)" };

    internal static Option<bool> Online(string description) => new("--online") { Description = description };

    internal static Option<string> At() => new("--at")
    {
        Description = "Recovery point: its id, latest, or a time (of files the newest point not later, of applications whose log is kept that moment; RFC 3339, or local YYYY-MM-DD [HH:MM[:SS]])",
        HelpName = "ID|latest|TIME",
        DefaultValueFactory = _ => "latest",
    };

    internal static Option<string?> Group() => new("--group") { Description = "All datasources of this protection group (default: none)", HelpName = "NAME" };

    internal static Option<int?> RetentionDays() => Days("--retention-days", "Retention range on disk in days, 1 to 448 (default: 14, or as the group has it)", 448);

    internal static Option<int?> OnlineRetentionDays() =>
        Days("--online-retention-days", "Retention range in the vault in days, 1 to 36500 (default: 30, or as the group has it)", 36500);

    internal static Option<string?> Pin() =>
        new("--pin") { Description = "Fresh code of the authenticator, or a security PIN (`holdfast account pin`), where it is asked for (default: none)", HelpName = "CODE" };

    internal static Option<string?> VaultPin() => new("--vault-pin")
    {
        Description = "Security PIN of the vault, for what it keeps without one (`holdfast vault pin NAME` on its owner's side; default: --pin where this server does not need that itself)",
        HelpName = "PIN",
    };

    internal static Option<string?> PassphraseFile(string description) => new("--passphrase-file") { Description = description, HelpName = "FILE" };

    internal static Option<int> Whole(string name, string description, string helpName, int standard, int from, int to)
    {
        var option = new Option<int>(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is var value && (value < from || value > to)) result.AddError($"{name} takes a number from {from} to {to}.");
        });
        return option;
    }

    private static Option<int?> Days(string name, string description, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "DAYS" };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } value && (value < 1 || value > most)) result.AddError($"{name} takes a number of days from 1 to {most}.");
        });
        return option;
    }
}
