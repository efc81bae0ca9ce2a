using Holdfast.Server.Engine;

namespace Holdfast.Server.Agents.Work;

/// <summary>What to recover to which machine.</summary>
/// <param name="Items">Paths relative to the root, raw bytes; empty for everything.</param>
/// <param name="Existing">copy, skip, overwrite.</param>
/// <param name="Security">destination, point.</param>
internal sealed record RemoteRecoveryRequest(string Server, PointRef Point, IReadOnlyList<byte[]> Items, string Directory, string Existing, string Security);
