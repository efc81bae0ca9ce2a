namespace Holdfast.Contracts.Api;

/// <summary>Says that the server answers. The only thing it tells to a stranger.</summary>
public sealed record ReadyInfo(bool Ready, string Version)
{
    /// <summary>It is a setup that answers: there is no server yet.</summary>
    public bool IsSetup { get; init; }
}
