namespace Holdfast.Workloads.Applications;


/// <summary>Holds nothing: what is uploaded goes straight to its receiver, what is downloaded is read from its source. Thread-safe.</summary>
public interface IObjectBucket : IDisposable
{
    /// <summary>Such as s3://backup.example.com:8443/b1f0…; keys follow a slash.</summary>
    string Url { get; }

    /// <summary>Letters and digits only.</summary>
    string AccessKey { get; }

    /// <summary>Letters and digits only. Never logged.</summary>
    string Secret { get; }

    string Region { get; }

    /// <summary>Takes one object. Its bytes come in order, whatever the order of its parts; the upload is answered as complete when
    /// <see cref="IObjectReceiver.Complete"/> has returned.</summary>
    void Expect(string key, IObjectReceiver receiver);

    /// <summary>Gives one object to whoever asks, as often and in whatever ranges. Replaces one that was offered under that key.</summary>
    void Offer(string key, long length, Func<Stream> open);
}
