using System.CommandLine;
using Holdfast.Commands;

namespace Holdfast.Cli.Tests.Commands;

public sealed class CommandTreeTests
{
    private static readonly string[] everywhere = ["--server", "--data", "--json"];

    [Fact]
    public void Commands_All_SayWhatTheyDo() => Assert.All(Leaves(), leaf => Assert.False(string.IsNullOrWhiteSpace(leaf.Command.Description), leaf.Path));

    [Fact]
    public void Options_All_HaveHelpWithDefaultAndName() => Assert.All(Leaves().SelectMany(leaf => leaf.Command.Options.Select(option => (leaf.Path, Option: option))), entry =>
    {
        var (path, option) = entry;
        if (option is System.CommandLine.Help.HelpOption) return;
        var help = option.Description ?? "";
        Assert.False(help.Length == 0, $"{path} {option.Name} has no help");
        var isFlagOrChoice = help.Contains("default", StringComparison.Ordinal) || option.HasDefaultValue || option.Required;
        // These are one side of a choice that the command asks for.
        var isHalf = option.Name is "--to" or "--delete-data" or "--vault" or "--point" or "--save-passphrase";
        Assert.True(isFlagOrChoice || isHalf, $"{path} {option.Name} does not say its default");
        if (option.ValueType != typeof(bool)) Assert.False(string.IsNullOrEmpty(option.HelpName), $"{path} {option.Name} does not name its value");
    });

    [Fact]
    public void Commands_All_TakeDataAndJson() => Assert.All(Leaves(), leaf => Assert.Superset(everywhere.ToHashSet(), leaf.Command.Options.Select(option => option.Name).ToHashSet()));

    [Fact]
    public void Passphrases_Everywhere_ComeByFileOnly() => Assert.All(
        Leaves().SelectMany(leaf => leaf.Command.Options).Where(option => option.Name.Contains("passphrase", StringComparison.Ordinal) && option.ValueType != typeof(bool)),
        option => Assert.Equal("FILE", option.HelpName));

    [Fact]
    public void For_NamedCommand_IsTheSameAsInTheWholeTree() => Assert.All(CommandTree.For([]).Subcommands, command =>
        Assert.Equal(Names(command), Names(Assert.Single(CommandTree.For([command.Name, "--help"]).Subcommands))));

    private static List<string> Names(Command command) => [command.Name, .. command.Subcommands.SelectMany(Names)];

    private static IEnumerable<(string Path, Command Command)> Leaves() => CommandTree.For([]).Subcommands.SelectMany(command => Leaves(command.Name, command));

    private static IEnumerable<(string Path, Command Command)> Leaves(string path, Command command) =>
        command.Subcommands.Count == 0 ? [(path, command)] : command.Subcommands.SelectMany(child => Leaves($"{path} {child.Name}", child));
}
