namespace Holdfast.Server.Setup.Checks;

/// <summary>How a computer stands to a domain.</summary>
internal enum DomainRole
{
    /// <summary>It could not be found out.</summary>
    Unknown,

    /// <summary>In a workgroup, or by itself.</summary>
    None,
    Member,
    Controller,
}
