using Palinode.Notices;

namespace Palinode.Publishing.Notices;

/// <summary>"the Editor and the Publisher".</summary>
internal sealed class ActorWording(Phrases phrases)
{
    public RichText Name(Actor actor) => phrases.Say("role." + ClaimWording.CamelCase(actor.Role), ("name", actor.Name));

    public RichText Join(IEnumerable<Actor> actors) => RichText.List([.. actors.Select(Name).Where(a => !a.IsEmpty)]);

    /// <summary>Whether a verb after them is in the plural.</summary>
    public static bool AreMany(IReadOnlyList<Actor> actors) => actors.Count > 1 || actors.Any(a => a.Role is Role.Authors or Role.Editors or Role.EditorsInChief);
}
