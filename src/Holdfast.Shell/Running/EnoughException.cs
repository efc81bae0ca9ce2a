namespace Holdfast.Shell.Running;

/// <summary>A command has what it wants: nothing before it in the pipeline has to go on.</summary>
internal sealed class EnoughException(PSCmdlet cmdlet) : Exception
{
    internal PSCmdlet Cmdlet => cmdlet;
}
