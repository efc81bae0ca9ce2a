using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Setup;

/// <summary>How far the phases of an installation are, for whoever asks meanwhile.</summary>
internal sealed class PhaseBoard
{
    private readonly Lock gate = new();
    private List<SetupPhase> phases = [];

    internal IReadOnlyList<SetupPhase> Phases
    {
        get
        {
            lock (gate) return [.. phases];
        }
    }

    internal void Start()
    {
        lock (gate) phases = [.. InstallPhases.All.Select(phase => new SetupPhase(phase.Id, phase.Title, "waiting", 0, null))];
    }

    internal void Begin(string id) => Change(id, phase => phase with { State = "running" });

    internal void Done(string id, string? message) => Change(id, phase => phase with { State = "done", Percent = 100, Message = message });

    /// <summary>The phase under way has failed; those before it were taken back.</summary>
    internal void Failed(HoldfastException failure)
    {
        lock (gate)
        {
            phases = [.. phases.Select(phase => phase.State switch
            {
                "running" => phase with { State = "failed", Message = failure.Message, Remedy = failure.Remedy ?? ErrorCatalog.Get(failure.Code).Remedy },
                "done" when phase.Id != InstallPhases.Checks => phase with { State = "undone", Percent = 0 },
                _ => phase,
            })];
        }
    }

    private void Change(string id, Func<SetupPhase, SetupPhase> change)
    {
        lock (gate) phases = [.. phases.Select(phase => phase.Id == id ? change(phase) : phase)];
    }
}
