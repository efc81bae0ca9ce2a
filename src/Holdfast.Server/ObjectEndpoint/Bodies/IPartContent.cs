using Holdfast.Workloads.Applications;

namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>Verified bytes of a part that wait for their turn.</summary>
internal interface IPartContent : IDisposable
{
    long Length { get; }

    /// <summary>Gives all of them to a receiver, in pieces.</summary>
    void HandTo(IObjectReceiver receiver);
}
