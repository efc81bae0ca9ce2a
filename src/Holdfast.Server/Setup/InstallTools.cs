using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup.Checks;

namespace Holdfast.Server.Setup;

/// <summary>What an installation works with; tests put their own in.</summary>
/// <param name="Open">Opens the engine, which makes keys, pool, and vault where there are none.</param>
/// <param name="Reached">Told between two durable steps, by name.</param>
internal sealed record InstallTools(Func<EngineOptions, Settings, TimeProvider, OpenedEngine> Open, IMachineProbe Probe, TimeProvider Time, Action<string> Reached);
