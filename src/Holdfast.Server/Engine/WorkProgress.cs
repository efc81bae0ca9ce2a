using Holdfast.Agent;

namespace Holdfast.Server.Engine;

/// <summary>Live counters of a job with the phase it is in.</summary>
public sealed class WorkProgress : RunProgress
{
    public volatile string Phase = "";
}
