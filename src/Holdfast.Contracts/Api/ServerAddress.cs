namespace Holdfast.Contracts.Api;

/// <summary>DIR/server.json: where the running server of a data folder listens. Written when it is ready, removed when it stops cleanly.</summary>
public sealed record ServerAddress(int Pid, int Port, string Url, string Version)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "server.json";

    /// <summary>Name of the file in the data folder that holds the token of local callers.</summary>
    public const string TokenFileName = "token";
}
