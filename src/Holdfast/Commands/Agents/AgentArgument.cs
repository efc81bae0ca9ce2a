using System.CommandLine;

namespace Holdfast.Commands.Agents;

/// <summary>Which agent a command means.</summary>
internal static class AgentArgument
{
    internal static Argument<string> Create() => new("AGENT") { Description = "Agent: its id or name (`holdfast agent list`)" };
}
