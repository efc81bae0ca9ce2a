using Holdfast.Server.Agents;
using Holdfast.Server.Alerts;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Insight;

/// <summary>What insight goes by beside catalog, engine, and jobs.</summary>
/// <param name="Watch">Knows what was last seen of the vault.</param>
internal sealed record InsightPlace(string DataDirectory, CapacityWatch Capacity, StateWatch Watch, IConnectedAgents Agents, TimeProvider Time);
