namespace Holdfast.Protection.Groups.Policy;

/// <summary>How the first copy of a new member comes about.</summary>
public enum ReplicaCreationMethod
{
    Now,
    Later,

    /// <summary>From a folder that the administrator has copied from the production server (`seed`).</summary>
    Manual,
}
