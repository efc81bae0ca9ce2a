using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.Agents;

/// <summary>Limits what an agent sends.</summary>
internal sealed class AgentThrottleCommand : HoldfastCommand
{
    private readonly Argument<string> agent;
    private readonly Option<int> work, other;
    private readonly Option<string> hours, days;

    internal AgentThrottleCommand() : base("throttle", "Limits what an agent sends to the server, by its own local time; in force at once.")
    {
        agent = Takes(AgentArgument.Create());
        work = With(SharedOptions.Whole("--work-mbps", "Megabits a second in work hours; 0 is no limit", "N", 0, 0, 10_000));
        other = With(SharedOptions.Whole("--other-mbps", "The same outside work hours", "N", 0, 0, 10_000));
        hours = With(new Option<string>("--work-hours")
        {
            Description = "Work hours; an end before the start crosses midnight", HelpName = "HH:MM-HH:MM", DefaultValueFactory = _ => "09:00-18:00",
        });
        days = With(new Option<string>("--work-days")
        {
            Description = "Days that have work hours, with commas", HelpName = "DAYS", DefaultValueFactory = _ => "Monday,Tuesday,Wednesday,Thursday,Friday",
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var ends = input.GetValue(hours)!.Split('-');
        if (ends.Length != 2) throw Bad(input.GetValue(hours)!);
        var throttle = new AgentThrottle(input.GetValue(work), input.GetValue(other), Minutes(ends[0]), Minutes(ends[1]),
            input.GetValue(days)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return AgentText.Show(session, await session.Client.Agents.SetThrottle(input.GetValue(agent)!, throttle, session.Stop));
    }

    private static int Minutes(string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute : throw Bad(text);

    private static HoldfastException Bad(string text) => new(ErrorCode.BadThrottle, $"'{text}' is not a range of hours.", "Write hours such as 09:00-18:00.");
}
