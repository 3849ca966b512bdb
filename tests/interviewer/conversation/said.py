"""What candidates say to the interviewer, by intent, and answers that look similar. Phrases are split by ``|`` and line ends."""

from __future__ import annotations

from interviewer.conversation.state.intents import Intent


def _phrases(block: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in block.splitlines() for phrase in line.split("|") if phrase.strip())


SAID: dict[Intent, tuple[str, ...]] = {
    "progress": _phrases("""
        how many more questions? | how many questions are left? | how many questions do we have left?
        how many questions to go? | how many more of these do you have? | are there more questions after this?
        is this the last question? | are there any more questions? | will there be more questions after this one?
        was that the last one? | how many of these are left? | how many more questions will you ask?
        do you have many more questions for me?
    """),
    "repeat": _phrases("""
        can you remind me of the question? | could you repeat the question please
        sorry, what was the question again? | can you say that again | please repeat | what did you ask?
        can you read the question again | could you state the question once more? | I forgot the question
        I lost the question, could you repeat it? | the question again please
        would you mind repeating the question? | remind me what the question was | tell me the question again
        I missed that, say it again? | sorry, could you repeat that one more time? | come again?
        What's the question? | Sorry, I zoned out. What was the question? | one more time please
        could you go over the question one more time? | I didn't catch that | pardon?
        could you run that by me again? | what was it you asked? | say that one more time?
        can you ask me that one more time? | I forgot what you asked | what was that again?
        sorry, can you say it one more time, please? | could you please read it out again? | sorry, say again?
        hm, what was the task again? | I've lost track of the question | could you repeat what you said?
        what was the question you asked? | I didn't hear the question, could you say it again?
        mind repeating that?
    """),
    "hint": _phrases("""
        could you give me a clue? | can I have a hint? | I don't know about that. could you give me a clue?
        a small hint please | hint please! | I need some help here | I'm stuck | i'm stuck, can you help me?
        can you point me in the right direction? | give me a nudge | any tips? | I have no idea, give me a hint
        could I get another hint | is there a hint? | do you have a hint for me? | I would like a hint
        show me the next hint | can you help me out here | Maybe a hint? | a hint would be nice
        a little help would be great | could you nudge me a bit? | can I get some help with this?
        throw me a bone | where should I start? | I could use a hint | got any pointers?
        not sure, could I have a hint please? | I'm blanking, any hints? | can you give me something to go on?
        I'm not sure how to start | can you help me get started? | I'd appreciate a hint
        is it possible to get a hint? | could you push me in the right direction?
        I'm totally lost, can you help? | can I get a small clue on this? | I need a nudge
        what would be a good starting point? | could you help me a bit here? | please give me another hint
    """),
    "skip": _phrases("""
        skip | pass | I pass | I'll pass on this one | let's skip this | can we skip this question?
        I want to skip this one | let's move on | next question please | move on to the next question
        I give up | I'd rather skip it | can we go to the next question? | I don't know, let's move on
        no idea, skip | I can't answer this one, next question | please skip this question
        I don't want to answer this | can I pass on this? | I think I'll skip this one | let's leave this one
        let's do another question | can we try a different question? | I have no clue, can we move on?
        I'm going to pass | give me another question | I'd like to skip this | can we just go to the next one?
        skip this one for now please | I don't want to do this one | let's go to another question
        nope, next one | ask me something else | no clue, let's skip it | let's pass on this one
        move on please | I don't have an answer, let's move on | can I get a different question?
        I'd rather move on to something else
    """),
    "end": _phrases("""
        let's stop here | I want to stop the interview | end the interview | can we end the interview here?
        I have to go | I need to stop now | that's enough for today | let's wrap up | let's end it here
        please end the session | I'd like to finish here | stop the interview please | let's call it a day
        I think we can stop here | I'm done for today | can we finish up? | let's finish the interview
        I'd like to end the session now | I want to quit | sorry, I have to leave now | let's call it quits
        I'd rather stop here | can we call it a day? | let's stop the interview
        I think I've had enough for today | I have to run, sorry | let's end this | can we end this now?
        please stop | can we stop now? | I want to end this interview | let's wrap this up | I have to stop here
    """),
    "reveal": _phrases("""
        just tell me the answer | what is the correct answer? | tell me the solution
        I give up, what is the answer? | can you show me the answer? | could you just tell me the answer please
        please give me the right answer | what would be the correct answer? | what should I have said?
        I want to see the reference answer | what's the answer? | could you give me the solution?
        so what was the right answer? | I don't know, just tell me | how would you answer it?
        can I see the model answer? | what were you looking for? | can you tell me what the answer is?
        what is the right answer to this? | show me the solution please | I give up, show me the answer
        please just give me the answer | could you walk me through the answer? | what's the right answer then?
        I'd like to know the answer | okay, tell me the answer | what should the answer have been?
    """),
    "clarify": _phrases("""
        what do you mean by that? | what do you mean by "stable"? | can you rephrase the question?
        could you explain the question? | I don't understand the question
        I don't understand, can you rephrase? | do you mean at training time or at inference?
        can I assume that the data is labelled? | are we talking about images here?
        is this about classification? | could you be more specific? | can you explain what you mean by tying?
        what exactly are you asking? | not sure I understand the question
        should I write the formula or just explain it? | how detailed should I be?
        can you give me an example of what you mean? | what does that mean? | I'm not sure what you're asking
        could you put it another way? | can you clarify? | sorry, I'm not following the question
        is that for training or inference? | in what context? | do you want the maths or the intuition?
        could you word that differently? | should I assume the inputs are normalised?
        can you say that in simpler words? | do you want an equation here? | what do you mean exactly?
        how do you mean? | is this about CNNs or transformers? | could you give me more context?
        which loss are we talking about? | I don't get the question | what are you getting at?
        can you explain what you mean? | could you be clearer? | do you mean the training loss?
        what do you mean by context here? | should I go into detail? | I'm confused by the question
        is this still about the encoder?
    """),
    "later": _phrases("""
        can we come back to this later? | I'd like to come back to this one | let's do this one later
        let me come back to that at the end | can I answer this later? | let's return to it later
        set this one aside please | let's get back to this one later | can I come back to it at the end?
        can we park this one? | I'll come back to this | can we leave this for later?
        could we circle back to this one? | can we do this one at the end?
        let me think about it and come back later | I'd like to answer this one later
        come back later | can we come back later? | let's go back afterwards
        let's come back to this one | can I get back to you on that? | let's put this one on hold
        can I answer that at the end? | let's revisit this one later | I want to come back to this one later
        save this for later
    """),
    "change": _phrases("""
        can I change my answer? | I want to change my answer | let me start over | scratch that
        can I revise my answer | let me correct myself | I take that back | let me rephrase my answer
        actually, let me try that again | can I redo my answer? | sorry, that was wrong, let me start again
        ignore what I just said | forget what I said | can I start over? | I'd like to correct my answer
        hold on, that's wrong, let me redo that | I want to start over | let me fix my answer
        no wait, scratch that | I'd like to change what I said | strike that | never mind what I said
        I'd like to revise my answer | let me rephrase that answer | can I take that back?
        actually no, let me start over
    """),
    "wait": _phrases("""
        give me a second | one moment please | let me think | hmm, let me think about it for a moment | hold on
        wait a second | I need a moment to think | give me a minute please | just a sec | hang on
        let me think about that for a second | bear with me | can I have a minute to think?
        just give me a moment | I'm thinking | hmm, good one, let me think | still thinking | give me a sec
        let me think for a minute | I need a bit more time | one sec | let me gather my thoughts
        wait, let me think | can I think about it for a moment? | just a minute please
        let me think about this one | just a second | I need a minute | could I have a moment?
        wait a moment please
    """),
    "done": _phrases("""
        done | I'm done | that's all | that's my final answer | that's it | that is all I know
        nothing else to add | nothing more to add | I have nothing to add | that's everything
        that's all I've got | that's my answer | I think that's everything | I'm finished | that's about it
        I think that covers it | nothing more from me | that's the best I can do | that would be my answer
        I think I'm done | okay, that's all from me | I have nothing else | I can't think of anything else
        so yeah, that's it | I'll leave it at that | that's all I can remember | I'm done with my answer
        no, that's all | that's all from my side | nothing else comes to mind
    """),
    "small_talk": _phrases("""
        hello | thanks! | are you a real person? | how are you? | who are you? | sounds good | good question
        cool, thanks | can you hear me? | okay | what's your name? | that's a hard question | hi there
        good morning | nice to meet you | got it | makes sense | thank you so much | ok great | is anyone there?
        I'm a bit nervous | interesting question! | hey, how's it going? | thanks for the question | oh nice
        alright, sounds good | great question | no problem at all | what are you? | are you an AI?
        wow, that's a tough one | thank you very much | good evening | okay cool | hello there
        that's a great question | fine, thanks
    """),
    "time": _phrases("""
        how much time is left? | how much time do we have left? | how many minutes left
        sorry, how long do I have? | what time is it? | how are we doing on time?
        how much longer? | do we have time for this? | am I running out of time?
        how long is the interview? | how much time do I have?
        am I out of time? | how long do we have left? | is there time left? | are we nearly done?
        how much time is remaining? | how long do I have left?
        when does the interview end?
        time? | the time? | sorry, time left? | ok, time?
    """),
    "verdict": _phrases("""
        was that correct? | is that right? | am I on the right track? | how did I do? | was my answer ok?
        what's my score? | did I get it right? | is that the right answer? | how am I doing? | was that right?
        am I close? | is that what you were looking for? | does that answer your question?
        is my answer correct? | was that a good answer? | did I answer that correctly? | how did that go?
        am I on track? | does that sound right? | did I miss anything? | is this correct? | how was my answer?
        am I on the right path? | did I do well? | was that good enough?
    """),
}
ANSWERS = _phrases("""
    time | over time? | come back later with a lower rate | is it time? | the time step?
    how long the sequence is matters for the gradient | the right track of the residual stream | I don't know
    no idea | not sure | I think so, because the gradient vanishes
    You skip the connection so that the gradient flows | next you normalise the activations
    The answer is that dropout averages many networks | repeat the forward pass with dropout on and average
    stop training when the validation loss rises | can you just use a smaller learning rate?
    It means that the loss is flat | hold out a validation set | pass it through a softmax | the forward pass
    wait until the loss stops falling, then lower the learning rate | help the gradient flow
    what matters is the scale of the inputs | end-to-end training | you can change the batch size
    let me think... you could use a larger batch, since the noise falls with its size
    Is it because the variance grows? | maybe overfitting? | clip the gradient | early stopping | no
    skip connections | a hint of noise helps generalisation | finish with a linear layer
    that's it: the bias of the estimator is zero | continue training from the checkpoint with a lower rate
    move on to the next token with probability p | the question is whether the classes are balanced
    I give the model more capacity | tell the model which tokens to ignore with a mask | stop gradient
    stop the gradient at the target network | pass the residual straight through
    skip the update when the gradient is not finite | next token prediction | next sentence prediction
    repeat the augmentation for every epoch | repeat the input along the batch dimension
    hold the learning rate constant, then decay it | wait for all workers before averaging
    I would start over from a smaller learning rate | scratch is worse than a pretrained backbone
    give the minority class more weight | give up some precision to gain recall
    help the optimiser leave the saddle point | the hint is in the name: attention weights what it attends to
    the correct answer depends on the class balance
    what is the right answer for one class need not be for another | it means zero and variance one
    do you mean-centre the data first, then scale it | how long the context is sets the memory
    how many questions a user asks is Poisson distributed | time is linear in the sequence length
    right, the loss goes down but the accuracy does not | is that the KL divergence? | is it the variance?
    is that because of the softmax? | come back later to the same minimum with a cyclical rate
    later in training we anneal the temperature | return the argmax at the end
    done in parallel, the heads cost the same | finish with a softmax over the classes
    that is all the information the bottleneck lets through | nothing is learned when all weights start equal
    thanks to the skip connections the gradient survives | good initialisation keeps the variance constant
    hello world is one sequence of two tokens | ok so the encoder compresses and the decoder reconstructs
    the interview data would leak into the test set | end of sequence token
    end the sequence when the stop token is sampled | forget gate
    forget what is old in the cell state with the forget gate | change the answer key and the metric changes
    change the loss to focal loss | let me think about it as a mixture: each expert sees its own part
    leave one out cross validation | leave the backbone frozen and train the head
    I'm thinking of batch norm, which has running statistics | I'd pass the query through a cross-encoder
    not sure, maybe dropout | I don't know exactly but it keeps the variance stable
    should be normalised by the square root of d | could be overfitting | can you use teacher forcing here?
    you could ask the model to rephrase the question and vote
    the model should say it does not understand the question | explain the prediction with Shapley values
    another one is label smoothing | one moment is the mean, the second moment is the variance
    the first and second moment | a second or two of latency | lost in the middle
    I lost some precision by going to fp16 | quit early when validation stalls | close to zero
    no hint of overfitting | point it in the direction of the negative gradient | the answer
    the next one is the decoder | I need a moment estimate of the gradient
    a hint, or soft label, is what the teacher gives | help comes from the residual path
    it would be skipped by the optimizer | I would skip it | we should skip it at test time
    I'd wait for the loss to settle | I would stop here, where the validation loss is lowest
    change what the loss sees | let me think of it as a graph: nodes pass messages | thanks to dropout
    time is up to the scheduler | wait and see whether the loss falls | I'd say it is the variance
    we can skip it | is it dropout? | is that overfitting? | could it be the learning rate?
    the model repeats itself again and again | again, the gradient vanishes | yes, because the mean is zero
    no, it stays the same | great, since the classes are balanced | right: the bias goes up
    sure, but the variance goes up | that's all the parameters of the layer | finish the epoch and stop
    early exit | exit criterion | end | stop | quit the loop when the loss is flat
    how many layers there are sets the receptive field | good question answering needs retrieval
    nice property: it is differentiable | you get the same answer
    answer the question with a span from the text | leave it out of the computation graph | leave it | drop it
    repeat it until convergence | go back to the last checkpoint
""")
"""They begin or end like something said to the interviewer, but are about the subject, or say that the candidate does not know."""
