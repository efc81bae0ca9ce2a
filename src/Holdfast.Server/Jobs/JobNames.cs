using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;

namespace Holdfast.Server.Jobs;

/// <summary>Between the states and types of decisions and the words of API and catalog.</summary>
internal static class JobNames
{
    internal static string Of(JobState state) => Camel(state.ToString());

    internal static string Of(JobType type) => Camel(type.ToString());

    internal static string Of(JobOrigin origin) => Camel(origin.ToString());

    internal static JobOrigin Origin(string name) => Enum.Parse<JobOrigin>(name, ignoreCase: true);

    internal static JobType Type(string name) => Enum.Parse<JobType>(name, ignoreCase: true);

    internal static JobState State(string name) => Enum.Parse<JobState>(name, ignoreCase: true);

    internal static bool IsType(string name) => Enum.GetNames<JobType>().Any(known => Camel(known) == name);

    internal static bool IsState(string name) =>
        name is JobStates.Queued or JobStates.Running or JobStates.Succeeded or JobStates.SucceededWithWarnings or JobStates.Failed or JobStates.Cancelled;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
