namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>Somebody who may sign requests.</summary>
internal interface ISigner
{
    string AccessKey { get; }

    string Secret { get; }

    string Region { get; }
}
