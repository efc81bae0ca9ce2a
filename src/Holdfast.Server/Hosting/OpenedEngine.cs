using Holdfast.Server.Engine;

namespace Holdfast.Server.Hosting;

/// <summary>An engine, and what its first start has to tell a person.</summary>
internal sealed record OpenedEngine(IEngine Engine, IReadOnlyList<string> FirstStartMessages) : IDisposable
{
    public void Dispose() => Engine.Dispose();
}
