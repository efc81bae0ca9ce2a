using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>Shows a protection group, or what a changed policy would do.</summary>
internal sealed class GroupShowCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<bool> whatIf;
    private readonly GroupChangeOptions change;

    internal GroupShowCommand() : base("show", "Shows a protection group with its policy, its next runs, and its members.")
    {
        name = Takes(GroupOptions.Name());
        whatIf = With(new Option<bool>("--what-if")
        {
            Description = "Shows instead which recovery points the group would keep and lose with the options that follow, why, and the space that comes free; changes nothing (default: off)",
        });
        change = new GroupChangeOptions(option => With(option));
        Validators.Add(result =>
        {
            if (!result.GetValue(whatIf) && result.Children.OfType<System.CommandLine.Parsing.OptionResult>().Any(child => !child.Implicit && IsChange(child.Option)))
                result.AddError("These options need --what-if; `holdfast group modify` changes a group.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var group = input.GetValue(name)!;
        if (!input.GetValue(whatIf)) return GroupText.Show(session, await session.Client.Group(group, session.Stop));
        return WhatIfText.Show(session, await session.Client.Policies.WhatIf(group, await change.Read(input, session, group), session.Stop));
    }

    private bool IsChange(Option option) => option != whatIf && option.Name is not ("--data" or "--json" or "--help");
}
