namespace Holdfast.Protection.Jobs;

/// <summary>What goes first when not everything can: what is most missed first.</summary>
public enum JobPriority
{
    Recovery,
    Requested,
    Scheduled,
    Maintenance,
}
