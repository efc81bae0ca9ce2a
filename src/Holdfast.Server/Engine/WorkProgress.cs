using Holdfast.Agent;

namespace Holdfast.Server.Engine;

/// <summary>Live counters of a job with the phase it is in.</summary>
public sealed class WorkProgress : RunProgress
{
    private volatile string phase = "";

    /// <summary>Such as "reading"; empty before the first one.</summary>
    public string Phase
    {
        get => phase;
        set
        {
            if (phase == value) return;
            phase = value;
            PhaseChanged?.Invoke(value);
        }
    }

    /// <summary>Called on the thread of the job when a phase begins.</summary>
    internal Action<string>? PhaseChanged { get; set; }
}
