namespace Holdfast.Server.Scheduling;

/// <summary>Who of the production servers can be reached.</summary>
internal interface IServerPresence
{
    bool IsAway(string server);

    /// <summary>When the server was last in contact; null where that is not known, or makes no sense for it.</summary>
    DateTimeOffset? LastContact(string server);
}
