namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>An error as the server put it: inside the fault that it was translated to.</summary>
internal sealed class ServerErrorException(ServerMessage error) : Exception(error.ToString())
{
    public string State => error.State;

    public string ServerText => error.Message;
}
