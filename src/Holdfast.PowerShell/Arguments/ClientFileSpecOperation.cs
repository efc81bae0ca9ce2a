namespace Holdfast.PowerShell.Arguments;

/// <summary>What happens to a list of folders.</summary>
public enum ClientFileSpecOperation
{
    AddInclude,
    RemoveInclude,
    AddExclude,
    RemoveExclude,
}
