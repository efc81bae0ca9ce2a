namespace Holdfast.Server.Scheduling;

/// <summary>Who of the production servers can be reached.</summary>
internal interface IServerPresence
{
    bool IsAway(string server);
}
