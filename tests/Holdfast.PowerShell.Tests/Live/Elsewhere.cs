using Holdfast.Contracts.Connection;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>Makes another installation the one of this computer, for as long as it is not disposed. Only for tests that are <see cref="Alone"/>.</summary>
internal sealed class Elsewhere : IDisposable
{
    private readonly RealEngine shell;
    private readonly LiveServer usual;

    internal Elsewhere(RealEngine shell, LiveServer usual, Installation other)
    {
        (this.shell, this.usual) = (shell, usual);
        Go(other);
    }

    public void Dispose() => Go(usual);

    private void Go(Installation installation)
    {
        Environment.SetEnvironmentVariable(DataFolder.Variable, installation.Data);
        shell.Run("Connect-DPMServer localhost");
    }
}
