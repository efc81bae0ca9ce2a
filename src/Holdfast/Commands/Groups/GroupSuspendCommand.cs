using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Groups;

/// <summary>Suspends a group, or resumes it.</summary>
internal sealed class GroupSuspendCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly bool suspends;

    internal GroupSuspendCommand(bool suspends) : base(
        suspends ? "suspend" : "resume",
        suspends ? "Suspends a protection group: nothing runs by schedule and nothing expires until it is resumed; what is asked for by command still runs. Logs are not followed meanwhile: a database may keep all of its own until then."
            : "Resumes a suspended protection group: its schedules go on from now.")
    {
        this.suspends = suspends;
        name = Takes(GroupOptions.Name());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var group = input.GetValue(name)!;
        return GroupText.Show(session, suspends ? await session.Client.Policies.Suspend(group, session.Stop) : await session.Client.Policies.Resume(group, session.Stop));
    }
}
