using System.Text.Json;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;

namespace Holdfast.Server.Agents;

/// <summary>An agent's bandwidth limits as they are kept, shown, and sent.</summary>
internal static class AgentThrottles
{
    private const int MostMbps = 10_000, MinutesADay = 24 * 60;
    private const long BytesPerMegabit = 125_000;

    /// <summary>Empty is no limit.</summary>
    internal static AgentThrottle Read(string json) =>
        json.Length == 0 ? AgentThrottle.Unlimited : JsonSerializer.Deserialize(json, AgentsJson.Default.AgentThrottle) ?? AgentThrottle.Unlimited;

    internal static string Write(AgentThrottle throttle) => JsonSerializer.Serialize(throttle, AgentsJson.Default.AgentThrottle);

    internal static Throttle Message(AgentThrottle throttle) => new()
    {
        WorkBytesPerSecond = throttle.WorkMbps * BytesPerMegabit, OtherBytesPerSecond = throttle.OtherMbps * BytesPerMegabit,
        WorkStart = (uint)throttle.WorkStart, WorkEnd = (uint)throttle.WorkEnd,
        WorkDays = throttle.WorkDays.Aggregate(0u, (days, name) => days | (1u << (int)Enum.Parse<DayOfWeek>(name))),
    };

    /// <summary>The limits of a protection group.</summary>
    internal static Throttle Message(ThrottlePlan plan) => new()
    {
        WorkBytesPerSecond = (plan.WorkMbps ?? 0) * BytesPerMegabit, OtherBytesPerSecond = (plan.OtherMbps ?? 0) * BytesPerMegabit,
        WorkStart = Minutes(plan.WorkStart), WorkEnd = Minutes(plan.WorkEnd), WorkDays = plan.WorkDays.Aggregate(0u, (days, day) => days | (1u << (int)day)),
    };

    private static uint Minutes(TimeOnly time) => (uint)(time.Hour * 60 + time.Minute);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadThrottle"/>.</exception>
    internal static AgentThrottle Checked(AgentThrottle throttle)
    {
        if (throttle.WorkMbps is < 0 or > MostMbps || throttle.OtherMbps is < 0 or > MostMbps)
            throw new HoldfastException(ErrorCode.BadThrottle, $"A limit must lie between 1 and {MostMbps} Mbit/s, or be 0 for none.");
        if (throttle.WorkStart is < 0 or >= MinutesADay || throttle.WorkEnd is < 0 or >= MinutesADay) throw new HoldfastException(ErrorCode.BadThrottle, "Work hours begin and end between 00:00 and 23:59.");
        var unknown = throttle.WorkDays.FirstOrDefault(name => !Enum.GetNames<DayOfWeek>().Contains(name));
        return unknown is null && throttle.WorkDays.Count <= 7 ? throttle : throw new HoldfastException(ErrorCode.BadThrottle, $"'{unknown}' is not a day such as Monday.");
    }
}
