using Palinode.Engine.Features;
using Palinode.Engine.Matching;

namespace Palinode.Engine.Tests.Matching;

internal sealed class NearestTwoTests
{
    [Test]
    public void The_vector_form_finds_what_the_plain_form_finds([Values(1, 3, 4, 7, 130)] int a, [Values(1, 8, 9, 16, 17, 203)] int b, [Values(2, 128)] int levels)
    {
        // With two levels many products are equal, so that the order among equals is tested too.
        var random = new Random(a * 1000 + b);
        DescriptorMatcher.Side sideA = Side(random, a, levels), sideB = Side(random, b, levels);
        (NearestTwo plainA, NearestTwo plainB) = NearestTwo.SearchScalar(sideA, sideB);
        (NearestTwo ofA, NearestTwo ofB) = NearestTwo.Search(sideA, sideB);
        ofA.Best.ShouldBe(plainA.Best);
        ofA.Second.ShouldBe(plainA.Second);
        ofA.Who.ShouldBe(plainA.Who);
        ofB.Best.Take(b).ShouldBe(plainB.Best.Take(b));
        ofB.Second.Take(b).ShouldBe(plainB.Second.Take(b));
        ofB.Who.Take(b).ShouldBe(plainB.Who.Take(b));
    }

    [Test]
    public void Empty_descriptors_are_near_to_none()
    {
        (NearestTwo ofA, NearestTwo ofB) = NearestTwo.Search(Side(new Random(1), 5, 1), Side(new Random(2), 9, 128));
        ofA.Who.ShouldAllBe(who => who == -1);
        ofB.Who.ShouldAllBe(who => who == -1);
    }

    private static DescriptorMatcher.Side Side(Random random, int count, int levels)
    {
        sbyte[] bytes = new sbyte[count * FeatureSet.DescriptorLength];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (sbyte)random.Next(levels);
        float[] none = new float[count];
        return new DescriptorMatcher.Side(new FeatureSet(none, none, none, none, bytes));
    }
}
